package org.powermock.api.mockito.expectation;

import org.mockito.stubbing.OngoingStubbing;

/** The first half of PowerMock's sentence "when a new object is made with these arguments". */
public interface ConstructorExpectationSetup<T> {

  OngoingStubbing<T> withArguments(Object first, Object... others) throws Exception;
}
