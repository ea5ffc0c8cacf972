package dirtysim.bench;

import dirtysim.bench.events.EventsDiffer;
import dirtysim.bench.sweep.RunFailure;
import dirtysim.host.InputException;
import dirtysim.host.PlainText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever went wrong into one line on standard error and an exit code. */
final class Complaints implements IExecutionExceptionHandler, IParameterExceptionHandler {
    static final int DIFFERS = 1;
    static final int BAD_INPUT = 2;
    static final int INTERNAL_FAULT = 70;

    private final BooleanSupplier debug;

    Complaints(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        return say(e.getCommandLine().getErr(), new UsageComplaint(e).line(), e, BAD_INPUT);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        Optional<EventsDiffer> differ = differing(e);
        if (differ.isPresent()) {
            return say(err, differ.get().getMessage(), e, DIFFERS);
        }
        if (e instanceof InputException) {
            return say(err, e.getMessage(), e, BAD_INPUT);
        }
        if (e instanceof RunFailure failure && failure.badInput()) {
            return say(err, e.getMessage(), e, BAD_INPUT);
        }
        if (e instanceof UncheckedIOException unchecked) {
            return say(err, fileTrouble(unchecked.getCause()), e, BAD_INPUT);
        }
        if (e instanceof IOException io) {
            return say(err, fileTrouble(io), e, BAD_INPUT);
        }
        return internalFault(err, e);
    }

    /** The first event that differs, wherever in a run it came up. */
    private static Optional<EventsDiffer> differing(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(EventsDiffer.class::isInstance)
                .map(EventsDiffer.class::cast)
                .findFirst();
    }

    /** Says that DirtySim itself is at fault, and asks for a report. */
    int internalFault(PrintWriter err, Throwable e) {
        String fault = e instanceof RunFailure ? e.getMessage() : e.toString();
        boolean memory = e instanceof OutOfMemoryError || e.getCause() instanceof OutOfMemoryError;
        String mend = memory
                ? "raise Java's heap with -Xmx, or lower --jobs"
                : "this is a fault of DirtySim: please report it with the command line and what --debug adds";
        return say(err, "internal fault: " + fault + "; " + mend, e, INTERNAL_FAULT);
    }

    private int say(PrintWriter err, String line, Throwable e, int code) {
        err.println(PlainText.line(line));
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        err.flush();
        return code;
    }

    private static String fileTrouble(IOException e) {
        if (e instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file) + "; name another path, or mend this one";
        }
        return "cannot read or write: " + e.getMessage() + "; check the files that were named";
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "is a file, not a folder";
        }
        if (e instanceof NotDirectoryException) {
            return "is no folder";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        return e.getReason() == null ? "cannot be read or written" : e.getReason();
    }
}
