import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { OpenToAll, RequireScope } from './access.js';
import { DeclaredAccess } from './declared-access.js';

@Controller('declared')
class Declared {
  @Get('open')
  @OpenToAll()
  open(): void {}

  @Get('scoped')
  @RequireScope('tickets:read')
  scoped(): void {}

  notARoute(): void {}
}

@Controller('forgotten')
class Forgotten {
  @Get()
  read(): void {}
}

async function start(...controllers: Type[]): Promise<void> {
  @Module({ imports: [DiscoveryModule], controllers, providers: [DeclaredAccess] })
  class Routes {}
  const app = await NestFactory.createApplicationContext(Routes, { logger: false, abortOnError: false });
  await app.close();
}

describe('DeclaredAccess', () => {
  it('lets the service start if every route declares its access', async () => {
    await expect(start(Declared)).resolves.toBeUndefined();
  });

  it('stops the start and names the route that does not', async () => {
    await expect(start(Declared, Forgotten)).rejects.toThrow(
      'Routes without a declared access: Forgotten.read',
    );
  });
});
