#!/usr/bin/env python3
"""Recomputes the figures of `yochi evaluate forecast` from its dump alone, by the formulas of docs/forecasting.md, and
compares them with the document: value, rivals and difference of every figure that follows from single forecasts.

  evaluation/bench/forecasts.py forecast.json forecast.jsonl

Prints a line a figure; exit code 0 where all agree, 1 where one does not, 2 for wrong use, 3 for files it cannot read.
Intervals are not recomputed: they rest on 2,000 seeded draws (class Days)."""
import collections
import datetime
import json
import statistics
import sys

NEAR = 1e-9


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else float('nan')


def brier(lines, method):
    return mean((told(line, method) - line['outcome']) ** 2 for line in lines)


def auc(lines, method):
    """Chance that a case that came was told likelier than one that did not; equal ones count half."""
    groups = collections.defaultdict(lambda: [0, 0])
    for line in lines:
        groups[told(line, method)][int(line['outcome'] > 0.5)] += 1
    won = below = came = 0
    for _, (no, yes) in sorted(groups.items()):
        won += yes * (below + no / 2)
        below += no
        came += yes
    return won / (came * below) if came and below else float('nan')


def precision(lines, method):
    """Average precision, by steps; ties in one step."""
    groups = collections.defaultdict(lambda: [0, 0])
    for line in lines:
        groups[told(line, method)][int(line['outcome'] > 0.5)] += 1
    hits = seen = total = 0
    for _, (no, yes) in sorted(groups.items(), reverse=True):
        hits += yes
        seen += no + yes
        total += yes * hits / seen
    return total / hits if hits else float('nan')


def value(lines, method):
    return mean(told(line, method) for line in lines)


def told(line, method):
    if method != 'ours':
        return line['rivals'][method]
    return line['probability'] if line['probability'] is not None else line['value']


def of_victims(group, lines, onset):
    head, _, part = group.rpartition(', ')
    own = [l for l in lines if l['measure'] == 'victim.onset' or l['measure'] == 'victim' and not onset]
    if part.startswith('home '):
        return part[5:], [l for l in own if l['unit'] == head + ', shift +0 h' and l['key'] == part[5:]]
    return part, [l for l in own if l['unit'] == head]


TCP = ('mssql', 'rdp', 'ssh', 'mysql', 'http', 'rpc')


def of_sources(group, lines, home):
    words = group.split(', ')
    country = home
    if words[0].startswith('home '):
        country = words.pop(0)[5:]
    own = [l for l in lines if l['measure'] == 'sources.hitRate' and l['key'].split()[0] == country]
    if words[0] == 'tcp only':
        own = [l for l in own if l['key'].split()[1] in TCP]
    elif words[0] != 'all services':
        own = [l for l in own if l['key'].split()[1] == words[0]]
    return words[1], own


def part_of(lines, part, n):
    """The last third is the last n lines; its first day must not be cut."""
    if not part.startswith('last third'):
        return lines
    lines = sorted(lines, key=lambda l: l['from'])
    late = lines[-n:]
    if len(lines) > n and lines[-n - 1]['from'] == late[0]['from']:
        return []
    return late


def of_networks(group, lines, measure):
    head, _, part = group.rpartition(', ')
    own = [l for l in lines if l['measure'] == measure]
    if part.startswith('home '):
        return part, [l for l in own if l['unit'] == head + ', shift +0 h' and l['key'] == part[5:]]
    return part, [l for l in own if l['unit'] == head]


LATER = 'from the next day on, '


def issued_for(group, lines):
    """The group's name without its begin, and the lines of spans that begin so many days after their issue."""
    later = group.startswith(LATER)
    return group[len(LATER):] if later else group, [l for l in lines if days_ahead(l) == 1 + later]


def of_arrivals(group, lines, measure):
    group, own = issued_for(group, [l for l in lines if l['measure'] == measure])
    if group.endswith(' d'):
        return group, [l for l in own if l['id'].endswith(' ' + group)]
    return group, own


def of_durations(group, lines, measure):
    part = group.split(', ')[1]
    return part, [l for l in lines if l['measure'] == measure
                  and (part != 'first listings' or l['unit'] == 'nowcast, first listing')]


RULES = {
    'victim.brier': (brier, lambda m, lines, home: of_victims(m['group'], lines, False)),
    'victim.auc': (auc, lambda m, lines, home: of_victims(m['group'], lines, False)),
    'victim.onsetPrAuc': (precision, lambda m, lines, home: of_victims(m['group'], lines, True)),
    'victim.asHitRate': (value, lambda m, lines, home: of_networks(m['group'], lines, m['name'])),
    'victim.newAsHitRate': (value, lambda m, lines, home: of_networks(m['group'], lines, m['name'])),
    'spread.brier': (brier, lambda m, lines, home: of_arrivals(m['group'], lines, m['name'])),
    'spread.real': (brier, lambda m, lines, home: of_arrivals(m['group'], lines, m['name'])),
    'residualDuration.brier6': (brier, lambda m, lines, home: of_durations(m['group'], lines, m['name'])),
    'residualDuration.brier24': (brier, lambda m, lines, home: of_durations(m['group'], lines, m['name'])),
    'residualDuration.brier72': (brier, lambda m, lines, home: of_durations(m['group'], lines, m['name'])),
    'campaign.brier': (brier, lambda m, lines, home: (m['group'].split(', ')[1], [
        l for l in lines if l['measure'] == 'campaign' and l['unit'] == 'nowcast, one target at first'])),
    'sources.hitRate': (value, lambda m, lines, home: of_sources(m['group'], lines, home)),
}


def pinball(quantiles, outcome):
    """Twice the mean loss of the quantiles."""
    return 2 * mean(max(float(p) * (outcome - q), (float(p) - 1) * (outcome - q)) for p, q in quantiles.items())


def days_ahead(line):
    """1 for the day that begins when the forecast is issued."""
    issued, start = (datetime.datetime.fromisoformat(line[at].replace('Z', '+00:00')) for at in ('issued', 'from'))
    return (start - issued).days + 1


def of_volume(measure, lines):
    """Means of the losses; those of distributions once more from quantiles and scale."""
    part = measure['group'].split(', ')
    ahead = [int(word.split()[0]) for word in part if word.endswith(' days ahead')] or [1]
    losses = 'volume.crps' if measure['name'] == 'volume.gainAbroad' else measure['name']
    own = [l for l in lines if l['measure'] == losses and days_ahead(l) == ahead[0]]
    if measure['name'].startswith('volume.hourly'):
        kind = part.pop(0) if len(part) == 2 else 'ALL_ORIGIN'
        own = [l for l in own if l['key'].split()[0] == kind]
    if part[0] in ('whole', 'last third'):
        own = part_of(own, part[0], measure['n'])
    else:
        own = [l for l in own if l['key'] == part[0]]
    return own, part


def check_volume(measure, lines):
    own, part = of_volume(measure, lines)
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    figures = {m: value(own, m) for m in ['ours'] + list(own[0]['rivals'])}
    if measure['name'] == 'volume.crps':
        key = lambda l: (l['key'], l['from'], l['issued'])
        scales = {key(l): l['value'] for l in lines if l['measure'] == 'volume.scale'}
        days = {key(l) for l in own}
        again = mean(pinball(l['quantiles'], l['outcome']) / scales[key(l)]
                     for l in lines if l['measure'] == 'volume' and key(l) in days)
        if not near(again, figures['ours']):
            return '%.9f of its losses, %.9f of its quantiles' % (figures['ours'], again)
    ours = figures['ours']
    if measure['name'] == 'volume.gainAbroad':
        ours = 1 - ours / figures['without foreign observations']
    elif 'beside the best rival' in part:
        ours = ours / figures[measure['rivals'][0]['name']] - 1
    else:
        for rival in measure['rivals']:
            if not near(figures[rival['name']], rival['value']):
                return '%s %.9f, the document says %.9f' % (rival['name'], figures[rival['name']], rival['value'])
    return None if near(ours, measure['value']) else '%.9f, the document says %.9f' % (ours, measure['value'])


def check_hourly(measure, lines):
    reading, _, first = measure['group'].partition(', first ')
    own = [l for l in lines if l['key'].endswith(', ' + reading)]
    own = sorted(own, key=lambda l: int(l['key'].split()[1].rstrip(',')))[:measure['n']]
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    figure = statistics.median if measure['name'] == 'hourly.medianMase' else mean
    ours = figure(told(l, 'ours') for l in own)
    naive = figure(told(l, 'seasonal naive') for l in own)
    if not near(naive, measure['rivals'][0]['value']):
        return 'seasonal naive %.9f, the document says %.9f' % (naive, measure['rivals'][0]['value'])
    return None if near(ours, measure['value']) else '%.9f, the document says %.9f' % (ours, measure['value'])


def check_order(measure, lines):
    """Share of pairs of one day set right, of which the shorter stay was seen to end; the last third by its pairs."""
    by_day = collections.defaultdict(list)
    for line in [l for l in lines if l['measure'] == measure['name']
                 and ('first listings' not in measure['group'] or l['unit'] == 'nowcast, first listing')]:
        by_day[line['issued'][:10]].append(line)
    right = collections.Counter()
    pairs = 0
    for day in sorted(by_day, reverse=True):
        if pairs == measure['n']:
            break
        for one in by_day[day]:
            for other in by_day[day]:
                if not one['missing'] and one['outcome'] < other['outcome']:
                    pairs += 1
                    for method in ['ours'] + list(one['rivals']):
                        a, b = told(one, method), told(other, method)
                        right[method] += (a < b) + (a == b) / 2
    if pairs != measure['n']:
        return '%d pairs, the document says %d' % (pairs, measure['n'])
    for name, said in [('ours', measure['value'])] + [(r['name'], r['value']) for r in measure['rivals']]:
        if not near(right[name] / pairs, said):
            return '%s %.9f, the document says %.9f' % (name, right[name] / pairs, said)
    return None


def check_false_alarms(measure, lines):
    """Wrong alarms per country-month: at once where p reaches the threshold; at the second target none is wrong."""
    words = measure['group'].split(', ')
    days = sorted((l for l in lines if l['measure'] == 'campaign.countryDays'), key=lambda l: l['from'])
    while sum(l['value'] for l in days) > measure['n']:
        days.pop(0)
    months = sum(l['value'] for l in days) * 12 / 365.25
    own = [l for l in lines if l['measure'] == 'campaign' and l['issued'] >= days[0]['from'] and not l['outcome']]
    every = len(own) / months
    if not near(every, measure['rivals'][0]['value']):
        return 'every first listing %.9f, the document says %.9f' % (every, measure['rivals'][0]['value'])
    if 'hindsight' in measure['group']:
        return None
    threshold = 0 if words[2] == 'alarm at the first listing' else 1.01
    if ' p >= ' in words[2]:
        threshold = float(words[2].split()[-1])
    ours = sum(l['probability'] >= threshold for l in own) / months
    return None if near(ours, measure['value']) else '%.9f, the document says %.9f' % (ours, measure['value'])


def late_campaigns(measure, lines):
    """The openings of the figure's part: of the last third those that the last campaigns begin."""
    own = sorted((l for l in lines if l['measure'] == 'campaign'), key=lambda l: l['issued'])
    if ', last third, ' not in measure['group']:
        return own
    days = sorted((l for l in lines if l['measure'] == 'campaign.countryDays'), key=lambda l: l['from'])
    while days and sum(l['value'] for l in days) > COUNTRY_DAYS[measure['group']]:
        days.pop(0)
    return [l for l in own if days and l['issued'] >= days[0]['from']]


def check_campaign(measure, lines):
    """Recall, precision and delay of one point of the curve; whoever waits alarms at the second target, rightly."""
    own = late_campaigns(measure, lines)
    point = measure['group'].split(', ', 2)[2]
    waits = 'hindsight' not in point
    if not waits:
        chances = sorted(l['probability'] for l in own if l['outcome'])
        threshold = chances[int(0.05 * len(chances) + 1e-9)]
    elif point == 'alarm at the first listing':
        threshold = 0
    elif point == 'alarm at the second target':
        threshold = 1.01
    else:
        threshold = float(point.split(' p >= ')[1].split(',')[0])
    now = [l['probability'] >= threshold for l in own]
    alarms = [(l, n) for l, n in zip(own, now) if n or waits and l['outcome']]
    if measure['name'] == 'campaign.recall':
        came = [l for l in own if l['outcome']]
        figures, n = {'ours': mean(any(l is a for a, _ in alarms) for l in came), 'every': 1}, len(came)
    elif measure['name'] == 'campaign.precision':
        figures = {'ours': mean(l['outcome'] for l, _ in alarms), 'every': mean(l['outcome'] for l in own)}
        n = len(alarms)
    else:
        late = {l['id'].split('/', 1)[1]: l for l in lines if l['measure'] == 'campaign.delayHours'}
        field = 'value' if measure['name'] == 'campaign.delayHours' else 'outcome'
        right = [(l, at_once) for l, at_once in alarms if l['outcome']]
        waited = [0 if at_once else late[l['id'].split('/', 1)[1]][field] for l, at_once in right]
        figures, n = {'ours': mean(waited), 'every': 0}, len(right)
    if n != measure['n']:
        return '%d lines, the document says %d' % (n, measure['n'])
    if not near(figures['every'], measure['rivals'][0]['value']):
        return 'every first listing %.9f, the document says %.9f' % (figures['every'], measure['rivals'][0]['value'])
    ours = figures['ours']
    return None if near(ours, measure['value']) else '%.9f, the document says %.9f' % (ours, measure['value'])


OF_BINS = {'planted only': ['spread.brier'], 'real reports': ['spread.real'],
           'planted and real together': ['spread.brier', 'spread.besidePlanted']}


def check_came(measure, lines):
    """How many of the chances in a fifth of the scale came, and their mean."""
    which, _, told_from = measure['group'].removeprefix(LATER).partition(', told ')
    low = float(told_from.split(' to ')[0])
    _, own = issued_for(measure['group'], [l for l in lines if l['measure'] in OF_BINS[which]
                                           and min(4, int(l['probability'] * 5)) == round(low * 5)])
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    said, came = mean(l['probability'] for l in own), mean(l['outcome'] for l in own)
    if not near(said, measure['target']):
        return 'told %.9f, the document says %.9f' % (said, measure['target'])
    return None if near(came, measure['value']) else '%.9f, the document says %.9f' % (came, measure['value'])


def check_shifts(measure, lines):
    """Least and most of the figures of all day boundaries."""
    what = measure['group'].replace(', spread over shifts', '')
    onset = measure['name'] == 'victim.onsetPrAuc'
    of = measure['name'] if 'HitRate' in measure['name'] else None
    kinds = {of} if of else {'victim.onset'} if onset else {'victim.onset', 'victim'}
    by_unit = collections.defaultdict(list)
    for line in lines:
        if line['measure'] in kinds and line['unit'].startswith(what + ', shift '):
            by_unit[line['unit']].append(line)
    figures = [RULES[measure['name']][0](own, 'ours') for own in by_unit.values()]
    if len(figures) != measure['n']:
        return '%d day boundaries, the document says %d' % (len(figures), measure['n'])
    good = (near(min(figures), measure['low']) and near(max(figures), measure['high'])
            and near(max(figures) - min(figures), measure['value']))
    return None if good else '%.9f to %.9f, the document says %.9f to %.9f' % (
        min(figures), max(figures), measure['low'], measure['high'])


def interval(quantiles, outcome):
    """Score of the outer two quantiles, .05 and .95 (Winkler 1972)."""
    low, high = min(quantiles.values()), max(quantiles.values())
    return high - low + 20 * (max(0, low - outcome) + max(0, outcome - high))


def covered(quantiles, outcome):
    return float(min(quantiles.values()) <= outcome <= max(quantiles.values()))


SIZES = {'simulated.size.crps': pinball, 'simulated.size.intervalScore90': interval, 'simulated.size.coverage90': covered}


def agree_with(measure, ours, rivals):
    for name, again, said in [('ours', ours, measure['value'])] + [
            (r['name'], rivals(r['name']), r['value']) for r in measure['rivals']]:
        if not near(again, said):
            return '%s %.9f, the document says %.9f' % (name, again, said)
    return None


def check_simulated_size(measure, lines):
    own = [l for l in lines if l['measure'] == 'simulated.size'
           and (l['unit'] == measure['group'] or l['unit'].startswith(measure['group'] + ', '))]
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    score = SIZES[measure['name']]
    return agree_with(measure, mean(score(l['quantiles'], l['outcome']) for l in own),
                      lambda name: mean(score(l['rivals'][name], l['outcome']) for l in own))


def check_simulated_vector(measure, lines):
    own = [l for l in lines if l['measure'] == measure['name']]
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    return agree_with(measure, value(own, 'ours'), lambda name: value(own, name))


def check_simulated_gain(measure, lines):
    """One set of evidence beside orders only; all evidence is the line's own probability."""
    worlds, _, evidence = measure['group'].rpartition(', ')
    figure = {'brier': brier, 'auc': auc, 'onsetPrAuc': precision}[measure['name'].split('.')[2]]
    own = [l for l in lines if l['unit'] == worlds and l['measure'].startswith('simulated.gain')
           and (figure is not precision or l['measure'].endswith('.onset'))]
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    return agree_with(measure, figure(own, 'ours' if evidence == 'all evidence' else evidence),
                      lambda name: figure(own, name))


COUNTRY_DAYS = {}
LISTS = {
    'campaign.recall': check_campaign,
    'campaign.precision': check_campaign,
    'campaign.delayHours': check_campaign,
    'campaign.delaySnapshots': check_campaign,
    'spread.came': check_came,
    'simulated.size.crps': check_simulated_size,
    'simulated.size.intervalScore90': check_simulated_size,
    'simulated.size.coverage90': check_simulated_size,
    'simulated.nextVector.brier': check_simulated_vector,
    'simulated.nextVector.accuracy': check_simulated_vector,
    'simulated.nextVector.changeAccuracy': check_simulated_vector,
    'simulated.gain.brier': check_simulated_gain,
    'simulated.gain.auc': check_simulated_gain,
    'simulated.gain.onsetPrAuc': check_simulated_gain,
    'residualDuration.cIndex': check_order,
    'campaign.falseAlarms': check_false_alarms,
    'volume.mase': check_volume,
    'volume.crps': check_volume,
    'volume.intervalScore90': check_volume,
    'volume.coverage90': check_volume,
    'volume.gainAbroad': check_volume,
    'volume.hourlyMase': check_volume,
    'volume.hourlyCrps': check_volume,
    'volume.hourlyIntervalScore90': check_volume,
    'volume.hourlyCoverage90': check_volume,
    'hourly.mase': check_hourly,
    'hourly.medianMase': check_hourly,
}


def near(a, b):
    return abs(a - b) <= NEAR * max(1, abs(a), abs(b))


def check(measure, lines, home):
    figure, choose = RULES[measure['name']]
    part, own = choose(measure, lines, home)
    own = part_of(own, part, measure['n'])
    if len(own) != measure['n']:
        return '%d lines, the document says %d' % (len(own), measure['n'])
    ours = figure(own, 'ours')
    if not near(ours, measure['value']):
        return '%.9f, the document says %.9f' % (ours, measure['value'])
    rivals = {}
    for rival in measure['rivals']:
        rivals[rival['name']] = figure(own, rival['name'])
        if not near(rivals[rival['name']], rival['value']):
            return '%s %.9f, the document says %.9f' % (rival['name'], rivals[rival['name']], rival['value'])
    if measure['difference'] and not any(near(ours - r, measure['difference']['value']) for r in rivals.values()):
        return 'the difference %.9f is to no rival' % measure['difference']['value']
    return None


def beyond(measure):
    """Figures whose lines cannot be told from the dump: by a sensor's country."""
    return measure['name'].startswith('spread.') and measure['group'].removeprefix(LATER).startswith('home ')


def home_of(document):
    words = document['command'].replace('=', ' ').split()
    return words[words.index('--home') + 1] if '--home' in words else 'JP'


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1]) as file:
            document = json.load(file)
        with open(sys.argv[2]) as file:
            lines = [json.loads(line) for line in file]
    except (OSError, ValueError) as problem:
        print('cannot read: %s' % problem, file=sys.stderr)
        return 3
    by_measure = collections.defaultdict(list)
    for line in lines:
        by_measure[line['measure'].split('.')[0]].append(line)
    COUNTRY_DAYS.update({m['group']: m['n'] for m in document['measures'] if m['name'] == 'campaign.falseAlarms'})
    agree = wrong = left = 0
    for measure in document['measures']:
        own = by_measure[measure['name'].split('.')[0]]
        if measure['name'] in LISTS:
            problem = LISTS[measure['name']](measure, own)
        elif measure['group'].endswith(', spread over shifts'):
            problem = check_shifts(measure, own)
        elif measure['name'] not in RULES or beyond(measure):
            left += 1
            print('not here   %s, %s' % (measure['name'], measure['group']))
            continue
        else:
            problem = check(measure, own, home_of(document))
        agree += problem is None
        wrong += problem is not None
        print('%-10s %s, %s%s' % ('agrees' if problem is None else 'DIFFERS', measure['name'], measure['group'],
                                  '' if problem is None else ': ' + problem))
    print('%d figures agree with the dump, %d do not; %d are not recomputed here' % (agree, wrong, left))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
