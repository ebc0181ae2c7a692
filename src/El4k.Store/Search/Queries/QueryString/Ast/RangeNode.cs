using El4k.Store.Search.Matching;

namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>A range in brackets, or a comparison such as <c>&gt;=5</c>.</summary>
internal sealed record RangeNode(string? Field, RangeBounds Bounds) : QueryStringNode
{
    public override string ToString() => $"{Qualify(Field)}{Bounds}";
}
