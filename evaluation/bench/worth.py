#!/usr/bin/env python3
"""What a forecast of attack orders is worth to whom it costs C to act and L not to have acted: relative economic value
(Richardson 2000; docs/formats.md, "Cost and loss") from the dump of `yochi evaluate forecast` alone.

  evaluation/bench/worth.py forecast.jsonl [UNIT [FIRST_DAY]]

UNIT as in the dump, by default "all, 1 day, shift +0 h"; FIRST_DAY, such as 2024-02-21, leaves out the days before it.
Prints by C/L the value of ours and of the best simple method, of all days and of those after seven quiet ones; 1 is
knowing what comes, 0 the better of always and never acting. Exit code 0, or 2 for wrong use, 3 for a file without such
lines."""
import json
import sys

RATIOS = (.01, .02, .05, .1, .2, .3, .5, .7, .9)


def worth(lines, told, ratio):
    """Expense by acting where the chance passes C/L, between that of the base rate and that of knowing; L is 1."""
    rate = sum(l['outcome'] for l in lines) / len(lines)
    spent = sum(ratio if told(l) > ratio else l['outcome'] for l in lines) / len(lines)
    naive, knowing = min(ratio, rate), ratio * rate
    return (naive - spent) / (naive - knowing)


def table(title, lines):
    rate = sum(l['outcome'] for l in lines) / len(lines)
    print('%s: n %d, base rate %.4f' % (title, len(lines), rate))
    if not 0 < rate < 1:
        return
    for ratio in RATIOS:
        rivals = {r: worth(lines, lambda l: l['rivals'][r], ratio) for r in lines[0]['rivals']}
        best = max(rivals, key=rivals.get)
        print('  C/L %.2f  ours %+.3f  %s %+.3f' % (ratio, worth(lines, lambda l: l['probability'], ratio), best, rivals[best]))


def main(args):
    if not 1 <= len(args) <= 3:
        print(__doc__, file=sys.stderr)
        return 2
    unit = args[1] if len(args) > 1 else 'all, 1 day, shift +0 h'
    first = args[2] if len(args) > 2 else ''
    with open(args[0], encoding='utf-8') as dump:
        lines = [l for l in (json.loads(row) for row in dump if '"victim' in row)
                 if l['measure'] in ('victim', 'victim.onset') and l['unit'] == unit and l['from'] >= first]
    if not lines:
        print('%s: no line of measure victim and unit "%s" from %s on' % (args[0], unit, first or 'its first day'),
              file=sys.stderr)
        return 3
    table('all days', lines)
    quiet = [l for l in lines if l['measure'] == 'victim.onset']
    if quiet:
        table('after seven quiet days', quiet)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
