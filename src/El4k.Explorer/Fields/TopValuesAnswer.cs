using El4k.Explorer.Mapping;
using El4k.Explorer.Searching;
using El4k.Explorer.Time;

namespace El4k.Explorer.Fields;

/// <summary>The most frequent values of a field over all matching documents.</summary>
/// <param name="Field">The plain name.</param>
/// <param name="Type">The kind of its values.</param>
/// <param name="Documents">Matching documents.</param>
/// <param name="WithField">Those of them that have the field.</param>
/// <param name="Values">The most frequent first.</param>
/// <param name="Other">Documents with the field whose value is not shown.</param>
/// <param name="Distinct">How many different values there are; an estimate where there are very many.</param>
/// <param name="Stats">Only for numbers.</param>
/// <param name="Range">The time range that was counted.</param>
/// <param name="TookMs">How long it took.</param>
/// <param name="Requests">What was asked of the store.</param>
public sealed record TopValuesAnswer(
    string Field,
    FieldKind Type,
    long Documents,
    long WithField,
    IReadOnlyList<TopValue> Values,
    OtherValues Other,
    long Distinct,
    NumberStats? Stats,
    TimeRange Range,
    long TookMs,
    IReadOnlyList<StoreRequest> Requests);
