"""How we say no to what is sent twice."""

from annotations.errors import Conflict, OverLimit


class KeyUsedOtherwise(OverLimit):
    code = "idempotency-key-used-otherwise"
    says = "This Idempotency-Key came with another request before. Make a new one."


class InFlight(Conflict):
    code = "in-flight"
    says = "A request with this Idempotency-Key is being answered just now. Ask again."
