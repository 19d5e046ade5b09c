import { between, layerColor, paintBelow, paintSky, paintSun, ridge, type Scene } from '../scene';
import { paintPeople } from './people';

/** Ridge behind ridge under a low sun. */
export function hills(scene: Scene): void {
  const { width, height, unit } = scene;
  paintSky(scene);
  paintSun(scene, {
    x: width * between(scene, 0.58, 0.82),
    y: height * between(scene, 0.24, 0.38),
    radius: unit * between(scene, 8, 12),
  });
  const layers = 6;
  for (let layer = 0; layer < layers; layer += 1) {
    const nearness = layer / (layers - 1);
    const line = ridge(scene, height * (0.46 + nearness * 0.36), height * (0.035 + 0.03 * (1 - nearness)));
    paintBelow(scene, line, layerColor(scene, nearness ** 0.8));
  }
  const far = { ground: height * 0.66, tall: unit * 14 };
  paintPeople(scene, { far, near: { ground: height * 0.76, tall: unit * 24 }, left: width * 0.3, right: width * 0.8 });
}
