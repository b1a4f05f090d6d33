"""What `pytest --s3contract` shows of a report. The command is a stand-in that writes a given one; .ci/artefacts runs the real one."""


def clause(name, verdict, level="core", reason=None, message="it was not so"):
    violations = [{"message": message, "step": 3, "script": "rotation/pair"}] if verdict in ("fail", "waived") else []
    return {"id": name, "family": name.split(".")[0], "level": level, "verdict": verdict, "reason": reason, "checked": 1, "violations": violations}


def test_each_verdict_has_its_outcome(check):
    result = check("-rsx", code=1, clauses=[
        clause("write.leader-only", "pass"),
        clause("data.bucket", "fail"),
        clause("live.answer", "inconclusive", reason="nothing exercised it"),
        clause("calm.quiet", "waived", reason="a known weakness"),
        clause("live.every-field", "fail", level="strict"),
    ])

    # The clause that passed, and that something was judged at all.
    result.assert_outcomes(passed=2, failed=1, skipped=2, xfailed=1)
    result.stdout.fnmatch_lines(["*inconclusive: nothing exercised it", "*level strict does not count at core: it was not so", "*a known weakness"])
    assert result.ret == 1


def test_a_failure_is_shown_as_its_text_without_a_traceback(check):
    result = check(code=1, clauses=[clause("data.bucket", "fail")])

    result.stdout.fnmatch_lines(["why data.bucket fails"])
    result.stdout.no_fnmatch_line("*runtest*")


def test_the_level_decides_what_counts(check, called):
    result = check("--s3contract-level=strict", code=1, clauses=[clause("live.every-field", "fail", level="strict")])

    result.assert_outcomes(passed=1, failed=1)
    assert "--level=strict" in called()


def test_k_and_x_choose_and_stop(check):
    clauses = [clause("data.bucket", "fail"), clause("write.leader-only", "pass"), clause("data.keys", "fail")]
    check("-k", "write.leader-only", code=1, clauses=clauses).assert_outcomes(passed=1, deselected=3)


def test_x_stops_at_the_first_failure(check):
    check("-x", code=1, clauses=[clause("data.bucket", "fail"), clause("data.keys", "fail")]).assert_outcomes(passed=1, failed=1)


def test_a_charm_that_could_not_be_judged_is_never_green(check):
    result = check(code=3, errors="s3contract: no hook ran", clauses=[clause("data.bucket", "inconclusive", reason="nothing exercised it")])

    result.assert_outcomes(failed=1, skipped=1)
    result.stdout.fnmatch_lines(["*exit code 3:", "s3contract: no hook ran"])


def test_wrong_input_without_a_report_fails_with_the_words_of_the_tool(check):
    result = check(code=2, errors="s3contract: . is no charm", clauses=None)

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["s3contract: . is no charm"])


def test_a_check_that_ended_with_1_and_blames_no_clause_fails(check):
    check(code=1, errors="something else", clauses=[clause("data.bucket", "pass")]).assert_outcomes(passed=1, failed=1)


def test_the_charm_is_found_above_the_tests(check, called, pytester):
    (pytester.path / "charmcraft.yaml").write_text("name: mine\n")
    tests = pytester.mkdir("tests")
    (tests / "pytest.ini").write_text("[pytest]\n")
    check("tests", clauses=[clause("data.bucket", "pass")]).assert_outcomes(passed=2)

    assert called()[:2] == ["check", "."]


def test_options_are_handed_on(check, called):
    check("--s3contract-charm=other", "--s3contract-role=requirer", "--s3contract-profile=p.yaml", "--s3contract-args=--cases 0",
          clauses=[clause("data.bucket", "pass")])

    words = [word for word in called() if not word.startswith("--report=")]
    assert words == ["check", "other", "--level=core", "--role=requirer", "--profile=p.yaml", "--cases", "0"]


def test_without_the_option_nothing_is_run(pytester, monkeypatch):
    monkeypatch.setenv("PATH", "")
    pytester.makepyfile("def test_mine(): pass")
    pytester.runpytest("-p", "s3contract.pytest_plugin").assert_outcomes(passed=1)
