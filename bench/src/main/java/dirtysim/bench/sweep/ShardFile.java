package dirtysim.bench.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dirtysim.files.InputFile;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * {@code shard.json} of a results directory: which part of which sweep it holds. It is written last, and only if every run of the
 * part ended well.
 *
 * @param fingerprint of the whole sweep
 * @param shard which part, from 1
 * @param of how many parts there are
 * @param runs how many runs the whole sweep has
 */
public record ShardFile(String fingerprint, int shard, int of, int runs) {
    private static final String NAME = "shard.json";
    private static final int MOST_RUNS = 1_000_000;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Takes the file away, if there is one: what the directory is about to hold is something else. */
    public static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes it. */
    public void write(Path directory) {
        try {
            OutputFile.write(directory.resolve(NAME), MAPPER.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads it.
     *
     * @throws InputException if there is none, or it is none
     */
    public static ShardFile read(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            ShardFile read = MAPPER.readValue(InputFile.text(file), ShardFile.class);
            if (read.of() < 1
                    || read.of() > Shard.MOST
                    || read.shard() < 1
                    || read.shard() > read.of()
                    || read.runs() < 0
                    || read.runs() > MOST_RUNS) {
                throw broken(file, null);
            }
            return read;
        } catch (NoSuchFileException e) {
            throw new InputException(
                    directory.toString(),
                    "is no finished part of a sweep",
                    "give directories that 'run --shard I/N' wrote, each to its end",
                    e);
        } catch (JsonProcessingException e) {
            throw broken(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputException broken(Path file, Exception cause) {
        return new InputException(
                file.toString(), "says of no part of a sweep which it is", "run that part again", cause);
    }

    /** The part as an object. */
    public Shard part() {
        return new Shard(shard, of);
    }
}
