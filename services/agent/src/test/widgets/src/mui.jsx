import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Autocomplete,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControl,
  FormControlLabel,
  FormLabel,
  InputLabel,
  Menu,
  MenuItem,
  Radio,
  RadioGroup,
  Select,
  Switch,
  Tab,
  Tabs,
  TextField,
} from '@mui/material';
import { useState } from 'react';
import { show, useSay } from './page.jsx';

function Fields() {
  const say = useSay();
  const [country, setCountry] = useState('');
  return (
    <>
      <TextField label="Full name" onChange={(event) => say(`name ${event.target.value}`)} />
      <FormControl fullWidth>
        <InputLabel id="country">Country</InputLabel>
        <Select
          labelId="country"
          label="Country"
          value={country}
          onChange={(event) => {
            setCountry(event.target.value);
            say(`country ${event.target.value}`);
          }}
        >
          <MenuItem value="Denmark">Denmark</MenuItem>
          <MenuItem value="Spain">Spain</MenuItem>
        </Select>
      </FormControl>
      <Autocomplete
        options={['Green tea', 'Black tea', 'Blue cup']}
        onChange={(_, value) => say(`article ${value}`)}
        renderInput={(props) => <TextField {...props} label="Article" />}
      />
      <FormControlLabel
        control={<Checkbox onChange={(_, on) => say(`terms ${on}`)} />}
        label="I agree"
      />
      <FormControlLabel
        control={<Switch onChange={(_, on) => say(`dark ${on}`)} />}
        label="Dark mode"
      />
      <FormControl>
        <FormLabel id="delivery">Delivery</FormLabel>
        <RadioGroup
          aria-labelledby="delivery"
          onChange={(_, value) => say(`delivery ${value}`)}
        >
          <FormControlLabel value="post" control={<Radio />} label="Post" />
          <FormControlLabel value="bike" control={<Radio />} label="Bike" />
        </RadioGroup>
      </FormControl>
    </>
  );
}

function Popups() {
  const say = useSay();
  const [anchor, setAnchor] = useState(null);
  const [open, setOpen] = useState(false);
  const [tab, setTab] = useState(0);
  return (
    <>
      <Tabs value={tab} onChange={(_, value) => setTab(value)}>
        <Tab label="Orders" />
        <Tab label="Invoices" />
      </Tabs>
      <p>{tab === 0 ? 'All orders' : 'All invoices'}</p>
      <Button onClick={(event) => setAnchor(event.currentTarget)}>Actions</Button>
      <Menu anchorEl={anchor} open={Boolean(anchor)} onClose={() => setAnchor(null)}>
        <MenuItem
          onClick={() => {
            say('archived');
            setAnchor(null);
          }}
        >
          Archive
        </MenuItem>
      </Menu>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <Dialog open={open} onClose={() => setOpen(false)}>
        <DialogTitle>Rename order</DialogTitle>
        <DialogContent>
          <TextField label="New name" id="new-name" margin="dense" />
        </DialogContent>
        <DialogActions>
          <Button
            onClick={() => {
              say(`renamed ${document.getElementById('new-name').value}`);
              setOpen(false);
            }}
          >
            Save
          </Button>
        </DialogActions>
      </Dialog>
      <Accordion>
        <AccordionSummary>Details</AccordionSummary>
        <AccordionDetails>Weighs two kilos</AccordionDetails>
      </Accordion>
    </>
  );
}

show(
  <>
    <h1>Material UI</h1>
    <Fields />
    <Popups />
  </>,
);
