package com.atomiton.samples.renderer.web;

import com.atomiton.samples.renderer.run.RunDetails;
import com.atomiton.samples.renderer.run.RunView;
import com.atomiton.samples.renderer.run.Runs;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The runs of this editor. */
@RestController
@RequestMapping("/api/runs")
class RunController {

    private static final int MAX_TIMES = 100;

    private final Runs runs;

    RunController(Runs runs) {
        this.runs = runs;
    }

    /**
     * What to run.
     *
     * @param blueprintId the blueprint
     * @param input any JSON value
     * @param times how often, at the same time; once if left out
     */
    record Start(
            String blueprintId,
            @Nullable Object input,
            @Nullable Integer times) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    List<RunView> start(@RequestBody Start start) {
        int times = start.times() == null ? 1 : start.times();
        if (times < 1 || times > MAX_TIMES) {
            throw new IllegalArgumentException("'times' must be from 1 to " + MAX_TIMES + ", but was " + times);
        }
        if (start.blueprintId() == null || start.blueprintId().isBlank()) {
            throw new IllegalArgumentException("'blueprintId' must name a blueprint");
        }
        return IntStream.range(0, times)
                .mapToObj(each -> runs.start(start.blueprintId(), start.input()))
                .toList();
    }

    @PostMapping("/{id}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void cancel(@PathVariable String id) {
        if (!runs.cancel(id)) {
            throw unknown(id);
        }
    }

    @GetMapping("/{id}")
    RunDetails details(@PathVariable String id) {
        return runs.details(id).orElseThrow(() -> unknown(id));
    }

    /** The result as a file. */
    @GetMapping("/{id}/result.json")
    ResponseEntity<Object> result(@PathVariable String id) {
        RunDetails details = details(id);
        if (details.result() == null) {
            throw new NoSuchElementException("The run " + id + " has no result");
        }
        String file = details.run().blueprintId() + "-" + details.run().number() + ".json";
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(details.result());
    }

    private static NoSuchElementException unknown(String id) {
        return new NoSuchElementException("This editor has no run " + id + ", or does not remember it any more");
    }
}
