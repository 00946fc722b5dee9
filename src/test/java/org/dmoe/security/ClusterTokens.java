package org.dmoe.security;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.v2.api.HSClientProtocol;
import org.apache.hadoop.mapreduce.v2.api.MRClientProtocol;
import org.apache.hadoop.mapreduce.v2.api.protocolrecords.GetDelegationTokenRequest;
import org.apache.hadoop.mapreduce.v2.jobhistory.JHAdminConfig;
import org.apache.hadoop.net.NetUtils;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.ipc.YarnRPC;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;

/** The tokens by which a launcher submits and watches jobs, got as Oozie does. */
final class ClusterTokens {

  private ClusterTokens() {}

  static void add(Configuration conf, Credentials tokens) throws IOException {
    addHistory(conf, tokens);
    addResourceManager(conf, tokens);
  }

  private static void addHistory(Configuration conf, Credentials tokens) throws IOException {
    MRClientProtocol history =
        (MRClientProtocol)
            YarnRPC.create(conf)
                .getProxy(
                    HSClientProtocol.class,
                    NetUtils.createSocketAddr(conf.get(JHAdminConfig.MR_HISTORY_ADDRESS)),
                    conf);
    GetDelegationTokenRequest request = Records.newRecord(GetDelegationTokenRequest.class);
    request.setRenewer("hdfs");
    Token<?> token =
        ConverterUtils.convertFromYarn(
            history.getDelegationToken(request).getDelegationToken(), history.getConnectAddress());
    tokens.addToken(token.getService(), token);
  }

  private static void addResourceManager(Configuration conf, Credentials tokens)
      throws IOException {
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(conf);
      yarn.start();
      Text service = ClientRMProxy.getRMDelegationTokenService(conf);
      tokens.addToken(
          service,
          ConverterUtils.convertFromYarn(yarn.getRMDelegationToken(new Text("hdfs")), service));
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }
}
