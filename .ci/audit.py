"""Ask for known weaknesses of what we depend on; where nobody answers, say so.

Ends with 1 on a weakness, with 0 if there is none or the advisory service is out of reach.
"""

import json
import subprocess
import sys

LOCK = "requirements-dev.txt"  # holds requirements.txt


def main() -> int:
    command = [sys.executable, "-m", "pip_audit", "--requirement", LOCK, "--require-hashes"]
    command += ["--disable-pip", "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"not audited: the advisory service gives no answer ({reason})")
        return 0
    weak = [found for found in answer["dependencies"] if found.get("vulns")]
    for found in weak:
        ids = ", ".join(one["id"] for one in found["vulns"])
        print(f"{found['name']} {found['version']}: {ids}")
    print(f"audited: {len(answer['dependencies'])} packages, {len(weak)} with known weaknesses")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
