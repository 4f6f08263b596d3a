import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Deprecated } from '../platform/http/deprecated.js';
import { openApiDocument } from './document.js';

const DEPRECATION = {
  since: '2026-11-21',
  sunset: '2027-05-21',
  see: 'https://post.example.com/docs/old-route',
};

@Controller('things')
class Things {
  @Get('old')
  @Deprecated(DEPRECATION)
  old(): string[] {
    return [];
  }

  @Get('new')
  current(): string[] {
    return [];
  }
}

@Module({ controllers: [Things] })
class Routes {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(Routes, new FastifyAdapter(), { logger: false });
  await app.init();
});
afterAll(() => app?.close());

describe('a deprecated route', () => {
  it('says so in its answers: since when, until when, and where to read more', async () => {
    const { statusCode, headers } = await app.inject({ url: '/things/old' });
    expect({ statusCode, headers }).toMatchObject({
      statusCode: 200,
      headers: {
        deprecation: '@1795219200',
        sunset: 'Fri, 21 May 2027 00:00:00 GMT',
        link: '<https://post.example.com/docs/old-route>; rel="deprecation"',
      },
    });
    expect((await app.inject({ url: '/things/new' })).headers).not.toHaveProperty('deprecation');
  });

  it('is marked in the OpenAPI document, unlike all others', () => {
    const { paths } = openApiDocument(app);
    expect(paths['/things/old']!.get).toMatchObject({ deprecated: true, 'x-deprecated': DEPRECATION });
    expect(paths['/things/new']!.get).not.toHaveProperty('deprecated');
  });

  it('stays for at least half a year: otherwise the code does not load', () => {
    expect(() => Deprecated({ ...DEPRECATION, sunset: '2027-05-20' })).toThrow('six months');
    expect(() => Deprecated({ ...DEPRECATION, since: '2027-05-21' })).toThrow('six months');
  });
});
