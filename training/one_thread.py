"""Import first: keeps linear algebra on one thread, so that sums are added in one order."""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"
