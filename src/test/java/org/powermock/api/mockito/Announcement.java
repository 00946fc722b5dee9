package org.powermock.api.mockito;

import org.mockito.stubbing.Answer;
import org.mockito.stubbing.OngoingStubbing;

/** Forgets every answer it is given. */
final class Announcement<T> implements OngoingStubbing<T> {

  @Override
  public OngoingStubbing<T> thenReturn(T value) {
    return this;
  }

  @Override
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final OngoingStubbing<T> thenReturn(T value, T... values) {
    return this;
  }

  @Override
  public OngoingStubbing<T> thenThrow(Throwable... failures) {
    return this;
  }

  @Override
  public OngoingStubbing<T> thenThrow(Class<? extends Throwable> failure) {
    return this;
  }

  @Override
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final OngoingStubbing<T> thenThrow(
      Class<? extends Throwable> failure, Class<? extends Throwable>... failures) {
    return this;
  }

  @Override
  public OngoingStubbing<T> thenCallRealMethod() {
    return this;
  }

  @Override
  public OngoingStubbing<T> thenAnswer(Answer<?> answer) {
    return this;
  }

  @Override
  public OngoingStubbing<T> then(Answer<?> answer) {
    return this;
  }

  @Override
  public <M> M getMock() {
    throw new UnsupportedOperationException("there is no mock");
  }
}
