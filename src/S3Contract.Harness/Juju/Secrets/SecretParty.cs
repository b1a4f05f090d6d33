namespace S3Contract.Harness.Juju.Secrets;

/// <summary>Who owns a secret, or is allowed to read it: an application, a unit, or the model, which is its operator.</summary>
/// <param name="Application">The application; null for a unit and for the model.</param>
/// <param name="Unit">The unit; null for an application and for the model.</param>
internal readonly record struct SecretParty(string? Application, UnitName? Unit = null)
{
    /// <summary>The operator.</summary>
    public static SecretParty Model => default;

    public bool IsModel => Application is null && Unit is null;

    public static SecretParty Of(UnitName unit) => new(null, unit);

    /// <summary>Is this the unit, or its application?</summary>
    public bool Includes(UnitName unit) =>
        Unit is { } own ? own == unit : Application is not null && string.Equals(Application, unit.Application, StringComparison.Ordinal);

    /// <summary>Is this the application, or a unit of it?</summary>
    public bool IsOf(string application) => string.Equals(Unit?.Application ?? Application, application, StringComparison.Ordinal);

    /// <summary>As Juju tags it: <c>application-mysql</c>, <c>unit-mysql-0</c>.</summary>
    /// <param name="model">The UUID of the model.</param>
    public string Tag(string model) => Unit is { } unit ? FormattableString.Invariant($"unit-{unit.Application}-{unit.Number}")
        : Application is null ? "model-" + model
        : "application-" + Application;
}
