package org.powermock.api.mockito;

import org.powermock.api.mockito.expectation.ConstructorExpectationSetup;

/**
 * What MRUnit's drivers need of PowerMock, which does not run on present-day Java: they announce a
 * mock of MultipleOutputs before every run. Without PowerMock's runner that has no effect, so this
 * accepts the announcement and forgets it. Code that uses MultipleOutputs cannot be tested so.
 */
public final class PowerMockito {

  private PowerMockito() {}

  public static <T> ConstructorExpectationSetup<T> whenNew(Class<T> type) {
    return new ConstructorExpectationSetup<>() {
      @Override
      public Announcement<T> withArguments(Object first, Object... others) {
        return new Announcement<>();
      }
    };
  }
}
