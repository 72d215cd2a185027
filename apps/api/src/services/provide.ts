import type { Abstract, FactoryProvider } from '@nestjs/common';

/** The classes that stand for these parts in Nest's container. */
type Tokens<Parts extends readonly unknown[]> = { readonly [Place in keyof Parts]: Abstract<Parts[Place]> };

/** A class whose constructor can be called, whatever it takes. */
type Made = new (...parts: never[]) => unknown;

/**
 * Lets a class of a library, which knows nothing of Nest, be asked for by itself.
 *
 * @param tokens what its constructor takes, in that order; the compiler holds each against its parameter, and parameters
 *   with a default may be left out
 */
export function provide<Service extends Made>(
  service: Service,
  tokens: Tokens<ConstructorParameters<Service>>,
): FactoryProvider<InstanceType<Service>> {
  return {
    provide: service,
    inject: [...tokens],
    useFactory: (...parts: unknown[]) => Reflect.construct(service, parts) as InstanceType<Service>,
  };
}

/**
 * The same for a class that is not made of its parts one by one.
 *
 * @param make gets an instance of each token, in that order
 */
export function provideBy<Service, const Parts extends readonly unknown[]>(
  service: Abstract<Service>,
  tokens: Tokens<Parts>,
  make: (...parts: Parts) => Service,
): FactoryProvider<Service> {
  return {
    provide: service,
    inject: [...tokens],
    useFactory: (...parts: unknown[]) => make(...(parts as unknown as Parts)),
  };
}
