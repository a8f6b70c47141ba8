/**
 * Streams and iterators that tasks return: their elements go to the reader as they are made.
 *
 * <pre>
 *   task's iterator --worker--> Production: at most so many elements ahead
 *                                   ^   |
 *               Channel.STREAMS:  pull  Batch: what is there, or the next when it is
 *                                   |   v
 *                               RemoteElements --reader's thread--> decoded
 * </pre>
 *
 * <p>The ref of the task completes at once with a handle; who decodes that is the reader. A pull is
 * the reader's credit for one batch, and one is under way while the reader reads the batch before:
 * so a reader that is slow holds the producer up, and a quick one has a batch for each way there
 * and back. A production has a worker's slot and thread while it makes elements, and none while it
 * waits for its reader.
 */
@NullMarked
package dev.weft.cluster.internal.stream;

import org.jspecify.annotations.NullMarked;
