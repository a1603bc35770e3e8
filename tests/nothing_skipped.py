"""A pytest plugin for where everything is installed: a test that is skipped has failed.

`./run test -p tests.nothing_skipped` (as `.ci/run` does) keeps the promise that each
test was really run, on both databases and in a browser.
"""

from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns skips into failures that say what is missing."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {reason_of(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for whole files."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may be: {reason_of(report)}"
    return report


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """What the test gave as its reason."""
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
