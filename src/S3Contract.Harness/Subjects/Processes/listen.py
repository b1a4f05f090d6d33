# What listen.pl does, where there is no perl.
import fcntl
import os
import socket
import struct
import sys
import time

parent = os.getppid()
holder = socket.socket()
fcntl.ioctl(holder, 0x8914, struct.pack("16sh22x", b"lo", 0x41))
holder.bind(("0.0.0.0", int(sys.argv[1])))
holder.listen(128)
print(holder.fileno(), flush=True)
while os.getppid() == parent:
    time.sleep(1)
