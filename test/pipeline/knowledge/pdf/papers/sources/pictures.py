"""Two bitmaps: a shaded relief and a grainy micrograph, from sums of sines alone, so that every run makes the same bytes."""
import math, struct, zlib

def png(path, width, height, value, colour):
    rows = b''.join(b'\0' + b''.join(colour(value(x / width, y / height)) for x in range(width)) for y in range(height))
    chunk = lambda kind, data: struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    head = struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0)
    open(path, 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))

def relief(u, v):
    height = lambda a, b: sum(math.sin(3 * k * a + k * k + 2 * math.sin(k * b * 4)) / k for k in range(1, 7))
    return (height(u + .004, v) - height(u, v + .004)) * 18 + .5

def grains(u, v):
    return .5 + .25 * math.sin(40 * u + 6 * math.sin(9 * v)) * math.sin(34 * v + 5 * math.sin(11 * u)) + .2 * math.sin(90 * u * v)

level = lambda s: max(0, min(15, int(s * 15))) * 16 + 8
png('relief.png', 360, 220, relief, lambda s: bytes((min(255, level(s)), level(s * .93), level(s * .8))))
png('grains.png', 260, 200, grains, lambda s: bytes((level(s * .8), level(s * .85), level(s))))
