import { Field, Int } from 'type-graphql';
import { connectionOf } from './connection';
import { Face, Noun, noun } from './decorators';
import { RoleEnum } from './enums';
import { DateTimeScalar } from './scalars';
import { StructuredScript } from './script';

@Face("One numbered line of a project's log. Numbers have no gaps and follow the order of commits.")
export abstract class ProjectEvent {
  @Field(() => Int) seq: number;
  @Field(() => DateTimeScalar) at: string;
  @Field(() => String) actor: string;
}

@Noun('The project began.', ProjectEvent)
export class ProjectCreated extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(noun('Project')) project: object;
}

@Noun('A script came in.', ProjectEvent)
export class ScriptImported extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(() => Int) segmentCount: number;
  @Field(() => StructuredScript) script: StructuredScript;
}

@Noun('A token that may see this project was made.', ProjectEvent)
export class TokenCreated extends ProjectEvent {
  @Field(() => String) name: string;
  @Field(() => RoleEnum) role: string;
}

export const ProjectEventConnection = connectionOf('ProjectEvent', () => ProjectEvent);
