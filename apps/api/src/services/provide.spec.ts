import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { provide, provideBy } from './provide.js';

class Engine {
  readonly cylinders = 4;
}
class Wheels {
  readonly count = 4;
}
class Cart {
  constructor(
    readonly wheels: Wheels,
    readonly engine: Engine,
    readonly color = 'red',
  ) {}
}
class Truck {
  constructor(readonly parts: { readonly wheels: Wheels; readonly engine: Engine }) {}
}

@Module({
  providers: [
    provide(Engine, []),
    provide(Wheels, []),
    provide(Cart, [Wheels, Engine]),
    provideBy(Truck, [Wheels, Engine], (wheels, engine) => new Truck({ wheels, engine })),
  ],
})
class Garage {}

describe('a class of a library in the container', () => {
  it('is made once, of the instances of its tokens, in the order of its constructor', async () => {
    const garage = await NestFactory.createApplicationContext(Garage, { logger: false, abortOnError: false });
    const cart = garage.get(Cart);
    expect(cart).toBeInstanceOf(Cart);
    expect(cart).toEqual({ wheels: garage.get(Wheels), engine: garage.get(Engine), color: 'red' });
    expect(garage.get(Truck).parts.engine).toBe(cart.engine);
    await garage.close();
  });

  it('is held against its constructor by the compiler', () => {
    // @ts-expect-error: the tokens are in the wrong order
    provide(Cart, [Engine, Wheels]);
    // @ts-expect-error: a parameter without a default has no token
    provide(Cart, [Wheels]);
    // @ts-expect-error: the factory takes something else than the token gives
    provideBy(Truck, [Wheels, Wheels], (wheels, engine: Engine) => new Truck({ wheels, engine }));
    expect(provide(Cart, [Wheels, Engine]).inject).toEqual([Wheels, Engine]);
  });
});
