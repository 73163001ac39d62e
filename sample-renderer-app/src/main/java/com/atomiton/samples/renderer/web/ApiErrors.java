package com.atomiton.samples.renderer.web;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventOverflowException;
import java.util.NoSuchElementException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Failures as the page gets them: a problem whose detail says what happened. */
@RestControllerAdvice
class ApiErrors {

    @ExceptionHandler
    ProblemDetail invalid(IllegalArgumentException invalid) {
        return problem(HttpStatus.BAD_REQUEST, invalid);
    }

    @ExceptionHandler
    ProblemDetail unknown(NoSuchElementException unknown) {
        return problem(HttpStatus.NOT_FOUND, unknown);
    }

    /** Too much waits for the conductor; later there is room again. */
    @ExceptionHandler
    ProblemDetail tooMuch(EventOverflowException full) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, full);
    }

    /** The conductor did not answer, or not as it should. */
    @ExceptionHandler
    ProblemDetail conductor(EventBusException failure) {
        return problem(HttpStatus.BAD_GATEWAY, failure);
    }

    private static ProblemDetail problem(HttpStatus status, Exception failure) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(failure.getMessage()));
    }
}
