namespace El4k.Architecture.Tests.Rules;

/// <summary>One place that breaks a rule: where it is, what it does, and what to do instead.</summary>
internal sealed record Breach(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}
