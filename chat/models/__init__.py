"""The tables of talking: a module a noun, all known to Django from here. Messages themselves are facts of the room's
ledger, with their text beside them.
"""

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
