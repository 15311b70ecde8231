"""Let two folders change places in one step, where the operating system can."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_RENAME_EXCHANGE = 2  # linux/fs.h
_AT_FDCWD = -100  # linux/fcntl.h: paths are relative to the current folder
_NO_EXCHANGE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV)
"""An old kernel, a file system without it, and a layered one (EXDEV, seen on overlayfs)."""


def exchange_folders(first: Path, second: Path) -> bool:
    """Let two folders change places in one step, as Linux can.

    Returns:
        False where the system cannot do it; nothing has changed then.

    Raises:
        OSError: It can, and did not: no permission, or a folder is a mount point.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(first), os.fsencode(second)
    if rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(second))
