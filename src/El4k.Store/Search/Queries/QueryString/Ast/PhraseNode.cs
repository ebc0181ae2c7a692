namespace El4k.Store.Search.Queries.QueryString.Ast;

/// <summary>A text in quotes; words may be moved by <paramref name="Slop"/> places.</summary>
internal sealed record PhraseNode(string? Field, string Text, int Slop) : QueryStringNode
{
    public override string ToString() => $"{Qualify(Field)}\"{Text}\"{(Slop > 0 ? $"~{Slop}" : "")}";
}
