#!/bin/sh
# Makes the data files of samples/ again from the development data, byte for byte; the texts beside them are written by hand.
# usage: samples/remake.sh [FOLDER with marx/, telescope/, ddosia/, geo/]   (default: ../shared/data beside the repository)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
from=${1:-$here/../../shared/data}
[ -d "$from/marx" ] || { echo "no development data in $from: name the folder" >&2; exit 3; }
pack() { gzip -9 -n; }

# marx: the development part as it is
cp "$from/marx/marx-20130303-20130714.csv.gz" "$here/marx/"
cp "$from/marx/LICENSE-source.md" "$here/marx/LICENSE-source.md"

# telescope: both raw hours of Spoki as they are
for hour in 21 22; do
  cp "$from/telescope/spoki-raw-20211013T$hour.csv.gz" "$here/telescope/"
done
cp "$from/telescope/LICENSE-spoki" "$here/telescope/LICENSE-spoki"

# ddosia: up to 2024-06-30; the columns prefix24 and as_name (company names) dropped
zcat "$from/ddosia/targets-20230605-20240630.csv.gz" | python3 -c '
import csv, sys
rows = csv.reader(sys.stdin)
out = csv.writer(sys.stdout, lineterminator="\n")
head = next(rows)
keep = [i for i, name in enumerate(head) if name not in ("prefix24", "as_name")]
time = head.index("snapshot_utc")
out.writerow([head[i] for i in keep])
for row in rows:
    if row[time] < "2024-07":
        out.writerow([row[i] for i in keep])
' | pack > "$here/ddosia/targets-20230605-20240630.csv.gz"
zcat "$from/ddosia/snapshots-20230605-20240630.csv.gz" | awk -F, 'NR == 1 || $1 < "2024-07"' | pack \
  > "$here/ddosia/snapshots-20230605-20240630.csv.gz"
cp "$from/ddosia/LICENSE" "$here/ddosia/LICENSE"

# geo: country table as it is; AS table without company names
cp "$from/geo/asn-country-ipv4.csv.gz" "$here/geo/"
zcat "$from/geo/asn-ipv4.csv.gz" | cut -d, -f1-3 | pack > "$here/geo/asn-ipv4.csv.gz"

cd "$here"
find marx telescope ddosia geo -type f \( -name '*.gz' -o -name 'LICENSE*' \) | LC_ALL=C sort | xargs sha256sum > SHA256SUMS
find marx telescope ddosia geo -name '*.gz' -exec chmod 644 {} +
