"""The built-in engine: runs in a process of its own and is the only room that imports torch."""

import logging

# On a machine without CUDA bitsandbytes warns at import of a kernel for 4-bit matrices, which nothing here uses.
logging.getLogger("bitsandbytes.backends.cpu.ops").setLevel(logging.ERROR)
