"""Shuts a file system down as a power cut would: python3 cut-power.py FOLDER. FS_IOC_SHUTDOWN with
FSOP_GOING_FLAGS_NOLOGFLUSH: neither data nor the file system's own journal is flushed."""
import fcntl
import os
import struct
import sys

FS_IOC_SHUTDOWN = 0x8004587D
NOLOGFLUSH = 2

folder = os.open(sys.argv[1], os.O_RDONLY)
fcntl.ioctl(folder, FS_IOC_SHUTDOWN, struct.pack("I", NOLOGFLUSH))
