"""Giving up, for the rest of this process, what reading a page does not need.

On Linux (x86-64 and ARM64) the kernel keeps it: limits on memory, processor time and the
size of files, and a system call filter without sockets, new processes, signals to others,
and changes to files. Elsewhere only the limits and an audit hook stand, which keeps honest
Python code in but not native code that was taken over.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from collections.abc import Iterator

MEMORY = 768 * 1024 * 1024
PROCESSOR_SECONDS = 30
OUTPUT = 64 * 1024 * 1024
OPEN_FILES = 64

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2

# Classic BPF: load a word of the call's description, compare, return.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
_X32 = 0x40000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: number on x86-64, number on ARM64 (None where there is no such call)
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "io_uring_setup": (425, 425),
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "bpf": (321, 280),
    "openat2": (437, 437),
    "creat": (85, None),
    "truncate": (76, 45),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rmdir": (84, None),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "chmod": (90, None),
    "fchmodat": (268, 53),
}
# name: (number on x86-64, number on ARM64), which argument holds the flags
_REFUSED_FOR_WRITING: dict[str, tuple[tuple[int | None, int | None], int]] = {
    "open": ((2, None), 1),
    "openat": ((257, 56), 2),
}


def confine() -> bool:
    """Confine this process for good; whether the kernel keeps all of it."""
    _limit()
    sys.addaudithook(_refuse_sockets)
    return sys.platform == "linux" and _filter_system_calls()


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MEMORY),
    ):
        resource.setrlimit(what, (most, most))


def _refuse_sockets(event: str, _: tuple[object, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn")):
        raise PermissionError(event)


def _filter_system_calls() -> bool:
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    program = b"".join(_program(machine))
    libc = ctypes.CDLL(None, use_errno=True)
    instructions = ctypes.create_string_buffer(program)
    # struct sock_fprog: how many instructions, and where they are.
    filter_ = struct.pack("HL", len(program) // 8, ctypes.addressof(instructions))
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    refused = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    refused = refused or libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, filter_, 0, 0)
    return not refused


def _program(machine: str) -> Iterator[bytes]:
    """The filter: refuse what stands in the tables, allow the rest."""
    column = list(_ARCHITECTURES).index(machine)
    yield _instruction(_LOAD, _ARCHITECTURE_AT)
    yield _instruction(_IF_EQUAL, _ARCHITECTURES[machine], 1, 0)
    yield _instruction(_RETURN, _KILL)
    yield _instruction(_LOAD, _NUMBER_AT)
    yield _instruction(_IF_AT_LEAST, _X32, 0, 1)
    yield _instruction(_RETURN, _REFUSE)
    for numbers in _REFUSED.values():
        number = numbers[column]
        if number is not None:
            yield _instruction(_IF_EQUAL, number, 0, 1)
            yield _instruction(_RETURN, _REFUSE)
    for numbers, argument in _REFUSED_FOR_WRITING.values():
        number = numbers[column]
        if number is not None:
            yield _instruction(_IF_EQUAL, number, 0, 4)
            yield _instruction(_LOAD, _ARGUMENTS_AT + 8 * argument)
            yield _instruction(_IF_ANY_BIT, _WRITING, 0, 1)
            yield _instruction(_RETURN, _REFUSE)
            yield _instruction(_RETURN, _ALLOW)
    yield _instruction(_RETURN, _ALLOW)


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One `struct sock_filter`; the jumps count instructions to leave out."""
    return struct.pack("HBBI", code, if_true, if_false, value)
