/** Files: Avro records and codecs, model JSON, CSV. */
package org.dmoe.io;
