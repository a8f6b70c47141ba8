/**
 * Class rank: which classes hold the JDK together?
 *
 * <p>Every class file of the running JDK is parsed into the classes it mentions, and PageRank over
 * that graph finds the ten that all others lean on. {@link dev.weft.examples.classrank.ClassRank}
 * is the program, in plain annotated Java; {@code OneThread} answers the same without Weft, as the
 * measure of right; {@link dev.weft.examples.classrank.Demo} runs both, prints, and kills a member
 * on the way if asked to.
 *
 * <pre>
 *   class files --parse tasks--> references --put--> slices --own--> RankShard x 4
 *                                                                     |       ^
 *                                              shares of all, put once a round
 * </pre>
 */
@NullMarked
package dev.weft.examples.classrank;

import org.jspecify.annotations.NullMarked;
