package org.dmoe.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PollingTest {

  @Test
  void cheapLooksComeAtTheInterval() {
    Polling polling = new Polling(1000, 0);
    assertThat(polling.isDue(0)).isTrue();
    polling.looked(0, 10);
    assertThat(polling.isDue(1009)).isFalse();
    assertThat(polling.isDue(1010)).isTrue();
  }

  @Test
  void dearLooksTakeATwentiethOfTheTime() {
    Polling polling = new Polling(1000, 0);
    long now = 0;
    long looking = 0;
    for (int look = 0; look < 5; look++) {
      assertThat(polling.isDue(now)).isTrue();
      long end = now + 100 * (1 + look);
      polling.looked(now, end);
      looking += end - now;
      now = end + 19L * 100 * (1 + look);
    }
    assertThat(20 * looking).isEqualTo(now);
    assertThat(polling.isDue(now - 1)).isFalse();
  }
}
