"""From LaTeX's notes of where each figure stands to points from the left and the top of its page."""
import json, subprocess, sys

SP = 72 / 72.27 / 65536

def heights(pdf):
    out = subprocess.run(['pdfinfo', '-f', '1', '-l', '1', pdf], capture_output=True, text=True).stdout
    return float(out.split('size:')[1].split('x')[1].split()[0])

papers = {}
for name in sys.argv[1:]:
    height = heights(f'{name}.pdf')
    figures = []
    for line in open(f'{name}.truth'):
        kind, number, page, x, y, width, up, down, caption = line.rstrip('\n').split(';', 8)
        x, y, width, up, down = (int(v) * SP for v in (x, y, width, up, down))
        box = {'left': x, 'top': height - y - up, 'width': width, 'height': up + down}
        figures.append({'kind': kind, 'number': int(number), 'page': int(page), 'caption': caption.strip(),
                        'box': {key: round(value, 1) for key, value in box.items()}})
    papers[name] = figures
json.dump(papers, open('../truth.json', 'w'), indent=1)
