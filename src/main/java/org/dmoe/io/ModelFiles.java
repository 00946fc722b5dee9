package org.dmoe.io;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificDatumReader;
import org.dmoe.io.avro.ModelRecord;

/**
 * Models in files: Avro containers and JSON. Equal models give equal bytes. A file that is
 * truncated, garbled or wrong is refused with a {@link BadFileException}, never anything else;
 * reading one runs no code of it.
 */
public final class ModelFiles {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int PEEKED = 64;

  private ModelFiles() {}

  /** Writes an Avro container; the stream is flushed and stays open. */
  public static void writeAvro(OutputStream out, Iterable<StoredModel> models) throws IOException {
    ModelAppender appender = new ModelAppender(out);
    for (StoredModel model : models) {
      appender.append(ModelRecords.toRecord(model));
    }
    appender.flush();
  }

  /** Writes one model as a JSON object; the stream is flushed and stays open. */
  public static void writeJson(OutputStream out, StoredModel model) throws IOException {
    JsonGenerator generator = generator(out);
    new ModelJsonWriter(generator).write(ModelRecords.toRecord(model));
    finish(generator);
  }

  /** Writes models as a JSON array; the stream is flushed and stays open. */
  public static void writeJson(OutputStream out, Iterable<StoredModel> models) throws IOException {
    JsonGenerator generator = generator(out);
    ModelJsonWriter writer = new ModelJsonWriter(generator);
    generator.writeStartArray();
    for (StoredModel model : models) {
      writer.write(ModelRecords.toRecord(model));
    }
    generator.writeEndArray();
    finish(generator);
  }

  /**
   * Reads an Avro container or JSON (one model or an array), whichever it is.
   *
   * @param path for messages, and the identity of a JSON model that names none
   * @return the models in the file's order, at least one
   * @throws BadFileException if the file is truncated, garbled or wrong
   * @throws IOException if the stream itself fails
   */
  public static List<StoredModel> read(InputStream in, String path) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(PEEKED);
    byte[] head = buffered.readNBytes(PEEKED);
    buffered.reset();
    if (AvroContainer.startsLike(head)) {
      return readAvro(buffered, path);
    }
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      return readJson(buffered, path);
    }
    String what = head.length == 0 ? "the file is empty" : "neither Avro nor JSON";
    throw new BadFileException(path, what + ": expected a model");
  }

  /** Reads an Avro container of models; see {@link #read}. */
  public static List<StoredModel> readAvro(InputStream in, String path) throws IOException {
    List<StoredModel> models = new ArrayList<>();
    readAvro(in, path, models::add);
    return models;
  }

  /**
   * Reads an Avro container of models one after another, for files with more of them than are to be
   * in memory at a time; see {@link #read}.
   *
   * @param each takes a model as soon as it was read
   */
  public static void readAvro(InputStream in, String path, Consumer<StoredModel> each)
      throws IOException {
    SourceGuard source = new SourceGuard(in);
    try {
      InputStream guarded = new BufferedInputStream(source);
      avroModels(AvroContainer.open(guarded, ModelRecord.getClassSchema(), "models"), each);
    } catch (EOFException e) {
      throw source.failureOr(new BadFileException(path, "truncated or garbled Avro file", e));
    } catch (IOException | RuntimeException e) {
      throw source.failureOr(new BadFileException(path, e.getMessage(), e));
    }
  }

  /** One model or an array of them. */
  private static List<StoredModel> readJson(InputStream in, String path) throws IOException {
    SourceGuard source = new SourceGuard(in);
    source.allowMore();
    try (JsonParser parser = parser(source)) {
      List<StoredModel> models = jsonModels(parser, source, path);
      requireSome(models.size());
      return models;
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw source.failureOr(
          new BadFileException(path, "bad JSON, " + line + e.getOriginalMessage(), e));
    } catch (CharConversionException e) {
      throw source.failureOr(new BadFileException(path, "bad JSON: " + e.getMessage(), e));
    } catch (IOException | RuntimeException e) {
      throw source.failureOr(new BadFileException(path, e.getMessage(), e));
    }
  }

  private static void avroModels(AvroContainer container, Consumer<StoredModel> each)
      throws IOException {
    SpecificDatumReader<ModelRecord> reader =
        new SpecificDatumReader<>(container.schema(), ModelRecord.getClassSchema());
    long models = 0;
    for (var block = container.next(); block != null; block = container.next()) {
      BoundedDecoder decoder = new BoundedDecoder(block.bytes());
      for (long i = 0; i < block.count(); i++) {
        ModelRecord record = reader.read(null, decoder);
        each.accept(checked(record, "model '" + record.getId() + "': "));
        models++;
      }
      if (!decoder.isAtEnd()) {
        throw new IOException("garbled block: bytes after its last model");
      }
    }
    requireSome(models);
  }

  private static List<StoredModel> jsonModels(JsonParser parser, SourceGuard source, String path)
      throws IOException {
    List<StoredModel> models = new ArrayList<>();
    ModelJsonReader reader = new ModelJsonReader(parser);
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String number = "" + (models.size() + 1);
        models.add(checked(reader.model(path + "#" + number), "model " + number + ": "));
        source.allowMore();
      }
    } else {
      models.add(checked(reader.model(path), ""));
    }
    if (parser.nextToken() != null) {
      throw new IOException("there is more after the end of the model");
    }
    return models;
  }

  private static StoredModel checked(ModelRecord record, String which) {
    try {
      return ModelRecords.fromRecord(record);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(which + e.getMessage(), e);
    }
  }

  private static void requireSome(long models) throws IOException {
    if (models == 0) {
      throw new IOException("there is no model in the file");
    }
  }

  private static JsonParser parser(InputStream in) throws IOException {
    return JSON.createParser(in)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS)
        .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out, JsonEncoding.UTF8)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  private static void finish(JsonGenerator generator) throws IOException {
    generator.writeRaw('\n');
    generator.close();
  }
}
