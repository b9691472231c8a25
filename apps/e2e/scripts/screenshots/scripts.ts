import type { SeedScript } from '../../src/support/seed.ts'

/** What the Editor shows while it runs: some seconds of real work. */
export const FORECAST: SeedScript = {
  name: 'Forecast demand',
  code: `# Which smoothing forecasts orders best? 1,800 of them, on 20 folds.
import math, random

random.seed(11)

def orders_on(day):
    season = 45 * math.sin(day / 58)
    week = 6 * math.sin(day / 7 * math.tau)
    return 120 + season + week + random.gauss(0, 11)

def error_of(alpha, beta, days):
    level, trend, total = days[0], 0.0, 0.0
    for value in days:
        guess = level + trend
        total += abs(value - guess)
        level = guess + alpha * (value - guess)
        trend += beta * alpha * (value - guess)
    return total / len(days)

def chart(days, width=470, height=120):
    x = width / (len(days) - 1)
    dots = [f"{i * x:.0f},{118 - y / 2:.0f}" for i, y in enumerate(days)]
    line = " ".join(dots)
    return (
        f'<svg width="{width}" height="{height}">'
        f'<polygon points="0,120 {line} {width},120" fill="#dbe8ff"/>'
        f'<polyline points="{line}" fill="none" stroke="#2f6feb"/>'
        "</svg>"
    )

orders = [orders_on(day) for day in range(365)]
grid = [(a / 60, b / 60) for a in range(1, 61) for b in range(30)]
done = checkpoint.load() or []
display(chart(orders))

while len(done) < 20:
    days = orders[8 * len(done) :][:150]
    errors = {ab: error_of(*ab, days) for ab in grid}
    alpha, beta = best = min(errors, key=errors.get)
    done.append([alpha, beta, errors[best]])
    checkpoint.save(done)
    fold, color = len(done), 32 if errors[best] < 10.4 else 33
    print(f"fold {fold:2}   \\033[36malpha {alpha:.2f}\\033[0m   "
          f"\\033[35mbeta {beta:.2f}\\033[0m   "
          f"\\033[{color}merror {errors[best]:.2f}\\033[0m")
    progress(fold / 20, f"fold {fold} of 20")
    if fold == 8:
        top = sorted(errors, key=errors.get)[:300:100]
        display([{"alpha": round(a, 2), "beta": round(b, 2),
                  "error": round(errors[a, b], 2)} for a, b in top])

{"folds": len(done), "error": round(sum(e for *_, e in done) / 20, 2)}
`,
}

/** Runs beside it and shows up in the tray. */
export const DUPLICATES: SeedScript = {
  name: 'Find duplicate addresses',
  code: `import time

rows = 48_200
for done in range(17_800, rows, 40):
    progress(done / rows, f"{done:,} of {rows:,} rows")
    time.sleep(0.1)
`,
}

/** Fails as imports do: in the middle, for a reason that is in the data. */
export const IMPORT: SeedScript = {
  name: 'Import supplier prices',
  code: `import csv, io

FILE = """sku,price,currency
A-1001,12.90,EUR
A-1002,8.40,EUR
A-1003,19.00,EUR
A-1004,on request,EUR
A-1005,4.75,EUR
"""

def to_cents(text):
    return round(float(text) * 100)

prices = {}
for number, row in enumerate(csv.DictReader(io.StringIO(FILE)), start=1):
    print(f"row {number}: \\033[36m{row['sku']}\\033[0m {row['price']:>10} {row['currency']}")
    progress(number / 5, f"row {number} of 5")
    prices[row["sku"]] = to_cents(row["price"])

prices
`,
}

/** The rest of the list of scripts. */
export const OTHERS: readonly SeedScript[] = [
  { name: 'Prime gaps', language: 'typescript', code: 'let gap = 0\ngap' },
  { name: 'Parse access log', language: 'javascript', code: "console.log('200')" },
  { name: 'Sales by region', language: 'typescript', code: 'display([{ region: "North", sales: 12 }])' },
  IMPORT,
  DUPLICATES,
]
