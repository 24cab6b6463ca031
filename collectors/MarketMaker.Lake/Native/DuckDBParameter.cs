using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace MarketMaker.Lake.Native;

/// <summary>A value for a <c>?</c>, <c>$1</c> or <c>$name</c> of a statement. The value's CLR type decides the SQL type.</summary>
public sealed class DuckDBParameter : DbParameter
{
    public DuckDBParameter()
    {
    }

    /// <summary>A positional parameter.</summary>
    public DuckDBParameter(object? value) => Value = value;

    /// <summary>A named parameter; a leading <c>$</c> may stand or not.</summary>
    public DuckDBParameter(string name, object? value)
    {
        ParameterName = name;
        Value = value;
    }

    /// <inheritdoc/>
    public override DbType DbType { get; set; } = DbType.Object;

    /// <inheritdoc/>
    public override ParameterDirection Direction
    {
        get => ParameterDirection.Input;
        set
        {
            if (value != ParameterDirection.Input) throw new NotSupportedException("DuckDB has input parameters only.");
        }
    }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; } = true;

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName
    {
        get;
        set => field = value?.TrimStart('$', '@', ':') ?? "";
    } = "";

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get; set; } = "";

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override object? Value { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.Object;
}
