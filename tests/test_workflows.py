"""The workflows: sound and safe as two linters judge, pinned, least privileged, and no more than calls of make."""

import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from folders import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PROGRAMS = Path(sysconfig.get_path("scripts"))
# One call of a make target; what it prints may go into a file.
CALL = re.compile(
    r'make( --no-print-directory)? [a-z-]+( [A-Z0-9_]+=("\$[A-Z_]+"|[\w.]+))*( >>? ("\$[A-Z_]+"|[\w.]+))?'
)

# One call of a command, where there may be no make.
DIRECT = re.compile(r'"\$PROGRAMS/python" -m sitegen [a-z]+( --[a-z]+)?( "\$[A-Z]+")?')


def actionlint(*paths: Path) -> str:
    """Return what actionlint says, which asks shellcheck about what steps run."""
    command = [
        f"{PROGRAMS}/actionlint",
        "-shellcheck",
        f"{PROGRAMS}/shellcheck",
        "-pyflakes",
        "",
        *map(str, paths),
    ]
    return subprocess.run(command, capture_output=True, encoding="utf-8").stdout


def zizmor(folder: Path) -> str:
    """Return what zizmor finds, as strictly as it can, without asking anyone."""
    command = [f"{PROGRAMS}/zizmor", "--offline", "--persona", "auditor", "--no-progress", "--quiet"]
    done = subprocess.run(
        [*command, "--strict-collection", str(folder)], capture_output=True, encoding="utf-8"
    )
    # Findings have codes of their own; anything else means that it could not judge.
    assert done.returncode in (0, 10, 11, 12, 13, 14), done.stderr
    return "" if done.returncode == 0 else done.stdout


def jobs() -> list[tuple[str, str, dict[str, Any], Any]]:
    """Return each job with its file, its name and what starts the workflow."""
    found = []
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        # YAML 1.1 takes the key `on` for true.
        found += [(path.name, name, job, workflow[True]) for name, job in workflow["jobs"].items()]
    return found


def targets_in(calls: str) -> list[str]:
    """Return the targets of the calls of make in ``calls``, in their order."""
    return re.findall(r"^\t?@?(?:make|\$\(MAKE\)) (?:--no-print-directory )?([a-z-]+)", calls, re.MULTILINE)


def workflow(file: str) -> dict[Any, Any]:
    """Return the workflow in ``file``; YAML 1.1 takes its key `on` for true."""
    return dict(yaml.safe_load((GITHUB / "workflows" / file).read_text(encoding="utf-8")))


def runs_of(job: dict[str, Any]) -> str:
    """Return what the steps of ``job`` run, a line for each."""
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def test_actionlint_finds_nothing() -> None:
    """Every expression, input and script is one that GitHub understands."""
    assert WORKFLOWS
    assert actionlint(*WORKFLOWS) == ""


def test_zizmor_finds_nothing() -> None:
    """No workflow, nor the settings of Dependabot, has a known weakness."""
    assert zizmor(GITHUB) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pull-request-${{ github.ref }}", "pull-request-${{ github.reff }}", '"reff" is not defined'),
        ("timeout-minutes: 25", "timeout-minute: 25", '"timeout-minute"'),
        ('>> "$GITHUB_STEP_SUMMARY"', ">> $GITHUB_STEP_SUMMARY", "SC2086"),
    ],
)
def test_actionlint_is_awake(tmp_path: Path, old: str, new: str, said: str) -> None:
    """An unknown value, an unknown key and a variable without quotes are each found."""
    path = tmp_path / "planted.yml"
    text = (GITHUB / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    assert said in actionlint(path)


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("workflows/pull-request.yml", "  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        (
            "workflows/pull-request.yml",
            "persist-credentials: false",
            "persist-credentials: true",
            "artipacked",
        ),
        ("workflows/pull-request.yml", 'BASE="$BASE"', "BASE=${{ github.head_ref }}", "template-injection"),
        ("workflows/site.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("workflows/site.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
        (
            "dependabot.yml",
            "cooldown: {default-days: 7}",
            "open-pull-requests-limit: 9",
            "dependabot-cooldown",
        ),
    ],
)
def test_zizmor_is_awake(tmp_path: Path, name: str, old: str, new: str, said: str) -> None:
    """Each kind of weakness that the workflows avoid is found where it is planted."""
    folder = tmp_path / ".github"
    shutil.copytree(GITHUB, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    assert said in zizmor(folder)


def test_steps_only_call_make() -> None:
    """What a workflow does can be done on any machine, and no text from outside becomes part of a script."""
    steps = [
        step for _, name, job, _ in jobs() for step in job["steps"] if "run" in step and name != "systems"
    ]
    others = [step["run"] for step in steps if not CALL.fullmatch(step["run"].partition(" #")[0])]

    assert steps
    assert others == ["exit 1"]  # of the check that looks at the others


def test_every_system_runs_what_editors_and_developers_run() -> None:
    """With every Python that is promised on each of three systems: set up, check, format, build, verify, diff; without make."""
    [job] = [job for _, name, job, _ in jobs() if name == "systems"]
    matrix = job["strategy"]["matrix"]
    runs = [step["run"] for step in job["steps"] if "run" in step]

    assert {system.partition("-")[0] for system in matrix["system"]} == {"ubuntu", "macos", "windows"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert runs[0] == "python scripts/set_up.py .venv requirements.txt"
    assert all(DIRECT.fullmatch(run) for run in runs[1:])
    assert [run.split()[3] for run in runs[1:]] == ["check", "format", "build", "verify", "diff"]


def test_what_they_call_is_there() -> None:
    """Every target is one that the Makefile has, and every setting one that it knows."""
    calls = "\n".join(step["run"] for _, _, job, _ in jobs() for step in job["steps"] if "run" in step)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(targets_in(calls))
    settings = set(re.findall(r" ([A-Z0-9_]+)=", calls))

    assert {"check", "diff", "issue"} <= targets
    assert targets <= set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert {"BASE", "MEMORY"} <= settings
    assert settings <= set(re.findall(r"^([A-Z0-9_]+) \?=", makefile, re.MULTILINE))


def test_a_report_outlives_a_network_that_is_down() -> None:
    """What is due is reported also in a week in which no source could be asked."""
    steps = [step for file, _, job, _ in jobs() if file == "report.yml" for step in job["steps"]]
    asked = next(place for place, step in enumerate(steps) if "make sources" in step.get("run", ""))

    assert steps[asked].get("continue-on-error") is True
    assert "make --no-print-directory report >>" in steps[asked + 1]["run"]
    assert not any("continue-on-error" in step for step in steps[:asked] + steps[asked + 1 :])


def test_actions_are_pinned_to_commits() -> None:
    """Every action is named by a full commit with its version beside it, and is everywhere the same."""
    used = [
        line
        for path in WORKFLOWS
        for line in path.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    pins = [re.search(r"uses: (actions/[a-z-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", line) for line in used]

    assert None not in pins
    assert len({pin[0] for pin in pins if pin}) == len({pin[1] for pin in pins if pin})


def test_every_job_states_its_rights_and_its_time() -> None:
    """Nothing is allowed by default, and no job runs for hours."""
    for path in WORKFLOWS:
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {}
    for file, name, job, _ in jobs():
        assert "permissions" in job, f"{file}: {name}"
        assert job["timeout-minutes"] <= 30, f"{file}: {name}"


def test_proposals_see_no_secret_and_may_only_read() -> None:
    """Whatever a pull request runs could be written by anyone."""
    proposals = [job for _, _, job, events in jobs() if "pull_request" in events]

    assert proposals
    for job in proposals:
        assert job["permissions"] in ({}, {"contents": "read"})
        assert not re.search(r"secrets|github\.token|environment", str(job))


def test_secrets_and_rights_to_write_are_for_main_alone() -> None:
    """A job with a secret or a right to write runs only on main, or after one that does."""
    found = {(file, name): job for file, name, job, _ in jobs()}
    trusted = [
        (file, job)
        for (file, _), job in found.items()
        if "write" in job["permissions"].values() or "secrets." in str(job)
    ]

    assert len(trusted) == 6  # attest, publish twice, start a publication, enable workflows, keep the issue
    for file, job in trusted:
        before = found.get((file, job.get("needs", "")), {})
        assert "github.ref == 'refs/heads/main'" in str(job.get("if", before.get("if")))


def test_the_records_of_a_proposal_get_what_make_quick_does() -> None:
    """An editor learns from the check what a colleague learns from one command."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    quick = re.search(r"^quick:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    called = targets_in(runs_of(workflow("pull-request.yml")["jobs"]["records"]))

    assert quick
    assert sorted(called) == sorted(
        {"preview", *re.findall(r" (check|format-check|diff|zip|verify)\b", quick[1])}
    )
    assert called.index("preview") < called.index("diff")  # a loss of addresses takes nobody's preview


def test_the_required_check_always_reports() -> None:
    """It looks at every other job of a proposal, whether those ran or not; only records are checked whatever changed."""
    found = workflow("pull-request.yml")["jobs"]
    ready = found.pop("ready")

    assert ready["if"] == "always()"
    assert set(ready["needs"]) == set(found)
    assert "'failure'" in ready["steps"][0]["if"]
    assert {name for name, job in found.items() if "if" in job} == {"tests", "systems"}
    assert {found[name]["if"] for name in ("tests", "systems")} == {"needs.changes.outputs.program == 'true'"}


def test_publication_needs_neither_tests_nor_attestation_nor_a_schedule() -> None:
    """What GitHub disables in quiet times, or an attestation that fails, does not keep a change from its readers."""
    found = workflow("site.yml")
    build = targets_in(runs_of(found["jobs"]["build"]))

    assert "schedule" not in found[True]
    assert build == ["check", "published", "diff", "site", "verify"]
    assert {name: job.get("needs") for name, job in found["jobs"].items()} == {
        "build": None, "wake": None, "attest": "build", "pages": "build", "storage": "build",
    }  # fmt: skip
    assert all(found["jobs"][name]["continue-on-error"] is True for name in ("attest", "wake"))
    assert len(workflow("daily.yml")[True]["schedule"]) == 2


def test_packages_from_a_cache_belong_to_the_requirements() -> None:
    """Whatever sets up packages may keep them, by what they are listed in; the hashes are compared all the same."""
    steps = [step for _, _, job, _ in jobs() for step in job["steps"] if "cache" in step.get("with", {})]

    assert len(steps) == 4
    for step in steps:
        assert step["with"]["cache"] == "pip"
        assert re.fullmatch(r"requirements\*?\.txt", step["with"]["cache-dependency-path"])
    assert "--require-hashes" in (ROOT / "scripts" / "set_up.py").read_text(encoding="utf-8")


def make(folder: Path, *words: str) -> str:
    """Return what a target of the Makefile prints in ``folder``."""
    command = ["make", "--no-print-directory", "-C", str(folder), "-f", str(ROOT / "Makefile"), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def test_tests_run_when_anything_but_the_records_has_changed(tmp_path: Path) -> None:
    """A change of the records alone needs none; where nobody can say what has changed, they run."""

    def git(*words: str) -> None:
        name = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(["git", "-C", str(tmp_path), *name, *words], check=True, capture_output=True)

    git("init", "-q")
    for step, file in enumerate(("data/a.yaml", "data/b c/d.yaml", "data.yaml")):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("a\n", encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", file)
        git("tag", f"t{step}")

    told = [make(tmp_path, "changed", f"BASE={base}") for base in ("t2", "t1", "nothing", "")]
    git("checkout", "-q", "t1")
    told.append(make(tmp_path, "changed", "BASE=t0"))
    assert told == [f"program={value}\n" for value in ("false", "true", "true", "true", "false")]


def test_the_summary_says_where_the_preview_is() -> None:
    """With its address and what to open, in both languages."""
    address = "https://github.com/o/r/actions/runs/1/artifacts/2?a=1&b=2"
    told = make(ROOT, "preview", f"URL={address}")

    assert told.count(f"[site.zip]({address})") == 2
    assert told.count("`index.html`") == 2
