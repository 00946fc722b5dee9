package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that somebody else got, as a scheduler does, go with the jobs. */
class TokenFileTest {

  @TempDir Path temp;

  @Test
  void tokensOfAFileAreTheUsers() throws IOException {
    Credentials credentials = new Credentials();
    Text service = new Text("store:1");
    credentials.addToken(
        service, new Token<>(new byte[] {1}, new byte[] {2}, new Text("any"), service));
    Path file = temp.resolve("tokens");
    credentials.writeTokenStorageFile(
        new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false));
    Path rows = Rows.write(temp.resolve("rows.csv"), 20, 1);

    Outcome.of("describe", "--input", rows.toString(), "-tokenCacheFile", file.toString())
        .assertDone();

    assertThat(UserGroupInformation.getCurrentUser().getCredentials().getToken(service))
        .isNotNull();
  }
}
