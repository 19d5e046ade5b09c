import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** `structuredScript.lockVersion` is `structured_script.lock_version`, so that hand-written SQL needs no quotes. */
export class SnakeNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override tableName(className: string, userSpecifiedName: string | undefined): string {
    return userSpecifiedName ?? snake(className);
  }

  override columnName(propertyName: string, customName: string | undefined): string {
    return customName || snake(propertyName);
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snake(`${relationName}_${referencedColumnName}`);
  }
}
