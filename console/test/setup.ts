// jsdom has no layout; the parts only need these to exist.
class NoObserver { observe(): void {} unobserve(): void {} disconnect(): void {} }
globalThis.ResizeObserver ??= NoObserver as unknown as typeof ResizeObserver
globalThis.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as unknown as typeof matchMedia
