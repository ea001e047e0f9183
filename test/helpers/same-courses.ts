import fc from 'fast-check';

// A red run is to be red again. New courses are tried with PROPERTY_SEED=$RANDOM; what fails there becomes a test by name.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PROPERTY_SEED'] ?? 20_270_521) });
