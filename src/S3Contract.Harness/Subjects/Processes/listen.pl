# Holds a network of its own, and a socket that listens there: listen.pl PORT; prints the number of the socket. Ends with who started it.
use strict;
use Socket;
my $parent = getppid();
my ($port) = @ARGV;
socket(my $socket, PF_INET, SOCK_STREAM, 0) or die "socket: $!\n";
my $up = pack("a16 s x22", "lo", 0x41);
ioctl($socket, 0x8914, $up) or die "the loopback cannot be set up: $!\n";
bind($socket, pack_sockaddr_in($port, INADDR_ANY)) or die "bind: $!\n";
listen($socket, 128) or die "listen: $!\n";
$| = 1;
print fileno($socket), "\n";
sleep 1 while getppid() == $parent;
