namespace El4k.Collector.Configuration.Ast;

/// <summary>One pair of a hash.</summary>
internal sealed record HashEntryNode(StringNode Key, ValueNode Value);
