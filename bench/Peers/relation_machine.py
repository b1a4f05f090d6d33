"""Hypothesis' state machine on a small model of a relation: what somebody would write who tests a charm's logic by hand.

    relation_machine.py CASES

Prints how many steps it took, and the seconds of processor time. SmallModel.cs is the same model.
"""

import sys
import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

steps = 0


def counted():
    global steps
    steps += 1


class Relation(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.related = False
        self.leader = self.issued = self.answered = 0
        self.seen = [0, 0]

    @precondition(lambda self: not self.related)
    @rule()
    def relate(self):
        counted()
        self.related = True

    @rule()
    def issue(self):
        counted()
        self.issued += 1

    @rule()
    def elect(self):
        counted()
        self.leader = 1 - self.leader

    @precondition(lambda self: self.related)
    @rule()
    def answer(self):
        counted()
        self.answered = self.issued

    @precondition(lambda self: self.related)
    @rule()
    def see_first(self):
        counted()
        self.seen[0] = self.answered

    @precondition(lambda self: self.related)
    @rule()
    def see_second(self):
        counted()
        self.seen[1] = self.answered

    @precondition(lambda self: self.related)
    @rule()
    def remove(self):
        counted()
        self.related = False
        self.answered = 0
        self.seen = [0, 0]

    @invariant()
    def holds(self):
        assert max(self.seen) <= self.answered <= self.issued


begin = time.process_time()
run_state_machine_as_test(
    Relation,
    settings=settings(
        max_examples=int(sys.argv[1]),
        stateful_step_count=50,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    ),
)
print(steps, time.process_time() - begin)
