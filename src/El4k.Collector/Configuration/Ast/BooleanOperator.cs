namespace El4k.Collector.Configuration.Ast;

/// <summary>The words that join conditions.</summary>
internal enum BooleanOperator
{
    And,
    Or,
    Xor,
    Nand,
}
