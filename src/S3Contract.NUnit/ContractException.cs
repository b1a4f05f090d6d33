using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace S3Contract.NUnit;

/// <summary>Ends a test with an outcome. It has no stack trace: the fault is in the charm, and where in here it was found helps nobody.</summary>
/// <param name="state">The outcome.</param>
/// <param name="message">Why, for people.</param>
internal sealed class ContractException(ResultState state, string message) : ResultStateException(message)
{
    /// <inheritdoc/>
    public override ResultState ResultState => state;

    /// <inheritdoc/>
    public override string StackTrace => "";
}
