"""The commands, a module for each: its arguments, the one function that it calls, what it prints.

Each imports that function when it is run, so that ``--help`` answers at once. Together with
``cli.py`` these are the only modules that print.
"""
