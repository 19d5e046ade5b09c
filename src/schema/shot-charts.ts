import { Field, Float, Int } from 'type-graphql';
import { Noun, noun } from './decorators';
import { ShotTypeEnum } from './enums';

@Noun('How a scene is covered.')
export class SceneCoverage {
  @Field(noun('Scene')) scene: object;
  @Field(() => Int) shotCount: number;
  @Field(() => Float) durationSeconds: number;
  @Field(() => Float) meanShotSeconds: number;
  @Field(() => Float, { description: '0 to 1: the mean of its shots.' }) intensity: number;
}

@Noun('How much of the film somebody has.')
export class CharacterTime {
  @Field(noun('Character')) character: object;
  @Field(() => Int) shotCount: number;
  @Field(() => Float, { description: 'In frame.' }) durationSeconds: number;
  @Field(() => Float, { description: 'In shots where they speak.' }) speakingSeconds: number;
}

@Noun('How much of the film is set in a place.')
export class SettingTime {
  @Field(noun('Setting')) setting: object;
  @Field(() => Int) shotCount: number;
  @Field(() => Float) durationSeconds: number;
}

@Noun('How much of the film is framed so.')
export class ShotTypeTime {
  @Field(() => ShotTypeEnum) shotType: string;
  @Field(() => Int) shotCount: number;
  @Field(() => Float) durationSeconds: number;
}

@Noun('An act as it is paced.')
export class ActPacing {
  @Field(() => Int, { description: '1, 2 (2A), 3 (2B) and 4 (Act Three).' }) act: number;
  @Field(() => Int) sceneCount: number;
  @Field(() => Int) shotCount: number;
  @Field(() => Float) durationSeconds: number;
  @Field(() => Float) meanShotSeconds: number;
  @Field(() => Float, { description: '0 to 1: of the film.' }) share: number;
}

@Noun('Coverage and pacing of a shot list, as data for charts.')
export class ShotCharts {
  @Field(() => [SceneCoverage], { description: 'In the order of the film.' }) scenes: SceneCoverage[];
  @Field(() => [CharacterTime], { description: 'The longest first.' }) characters: CharacterTime[];
  @Field(() => [SettingTime], { description: 'The longest first.' }) settings: SettingTime[];
  @Field(() => [ShotTypeTime], { description: 'The longest first.' }) shotTypes: ShotTypeTime[];
  @Field(() => [ActPacing]) acts: ActPacing[];
}
