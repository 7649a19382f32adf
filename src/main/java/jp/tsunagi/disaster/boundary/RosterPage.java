package jp.tsunagi.disaster.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import jp.tsunagi.consent.boundary.StatedGround;
import org.jspecify.annotations.Nullable;

/**
 * 名簿. The lines of a disaster's roster that the caller may see, whom to check first at the top.
 *
 * @param total how many lines match in all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RosterPage(
    DisasterView disaster,
    boolean exercise,
    OffsetDateTime asOf,
    long total,
    List<RosterLineView> items,
    @Nullable String nextCursor,
    StatedGround ground) {}
